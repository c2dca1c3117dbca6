package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart renders, before anything is installed. */
@WithInstallations
class ChartIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final Pattern POM_VERSION =
            Pattern.compile("<artifactId>lakou-operator</artifactId>\\s*<version>(.+)</version>");

    @Test
    void lintFindsNothingToSay() {
        var said = CLUSTER.helm("lint", "--strict", "--quiet", Chart.PATH);

        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cluster-wide,''",
        "single-namespace,'watchNamespaces={services}'",
        "openshift,'podSecurityContext.runAsUser=null,podSecurityContext.runAsGroup=null'"
    })
    void rendersWhatTheKustomizationDoes(String overlay, String values) {
        var kustomized = CLUSTER.objects(CLUSTER.kubectl("kustomize", "deploy/" + overlay)).stream()
                .filter(object -> !object.getKind().equals("Namespace"))
                .toList();

        var rendered = CLUSTER.objects(Chart.template(Cluster.NAMESPACE, "crds.install=false", values));

        assertThat(Rendered.byName(rendered)).isEqualTo(Rendered.byName(kustomized));
    }

    @Test
    void mayPatchNoDeploymentUnlessAskedTo() {
        var plain = Chart.template(Cluster.NAMESPACE, "crds.install=false");
        var kustomized = CLUSTER.objects(CLUSTER.kubectl("kustomize", "deploy/restart-deployments"));

        var everywhere = CLUSTER.objects(
                Chart.template(Cluster.NAMESPACE, "crds.install=false,restartDeployments.enabled=true"));
        var somewhere = CLUSTER.objects(Chart.template(
                Cluster.NAMESPACE, "restartDeployments.enabled=true,restartDeployments.namespaces={a,b}"));

        assertThat(plain).doesNotContain("deployments]", "- deployments");
        assertThat(Rendered.byName(everywhere)).containsAllEntriesOf(Rendered.byName(kustomized));
        assertThat(Rendered.byName(somewhere))
                .containsKeys("RoleBinding a/lakou-restart", "RoleBinding b/lakou-restart")
                .doesNotContainKey("ClusterRoleBinding /lakou-restart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas=1",
                "restartDeployments.enabled=true",
                "restartDeployments.enabled=true,watchNamespaces={default}",
                "podSecurityContext=null,containerSecurityContext.readOnlyRootFilesystem=false",
                "watchNamespaces={default}",
                "networkPolicy.enabled=true,networkPolicy.from[0].namespaceSelector.matchLabels.name=monitoring",
                "userRoles.create=false,podDisruptionBudget.enabled=false",
                "crds.keep=false",
                "image.repository=somewhere/lakou,image.tag=v2,image.pullPolicy=Always,imagePullSecrets[0].name=pull",
                "serviceAccount.annotations.a=b,podLabels.a=b,podAnnotations.a=b,priorityClassName=high",
                "log.level=DEBUG,log.format=Text,extraEnv[0].name=QUARKUS_HTTP_HOST,extraEnv[0].value=0.0.0.0",
                "nodeSelector.a=b,tolerations[0].operator=Exists,topologySpreadConstraints=null",
                "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey=zone"
            })
    void theApiServerTakesWhatEachSwitchRenders(String values) {
        var rendered = Cluster.file(Chart.template("default", values));

        var taken = CLUSTER.kubectl("apply", "--dry-run=server", "-f", rendered.toString());

        assertThat(taken).contains("deployment.apps/lakou");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    replicas=0                                   | /replicas
                    replicaCount=2                               | 'replicaCount'
                    image.digest=latest                          | /image/digest
                    watchNamespaces={Team_A}                     | /watchNamespaces/0
                    restartDeployments.namespaces={Team_A}       | /restartDeployments/namespaces/0
                    log.format=xml                               | /log/format
                    networkPolicy.databasePorts={70000}          | /networkPolicy/databasePorts/0
                    extraEnv[0].name=LAKOU_WATCH_NAMESPACES      | /extraEnv/0/name
                    """)
    void aWrongValueIsNamed(String value, String named) {
        var ending = CLUSTER.tryHelm("template", "lakou", Chart.PATH, "--set", value);

        assertThat(ending.isSuccess()).isFalse();
        assertThat(ending.errors()).contains(named);
    }

    @Test
    void carriesTheCrds() throws IOException {
        var shipped = texts(Path.of("crds"));

        var carried = texts(Path.of(Chart.PATH, "files", "crds"));

        assertThat(carried)
                .as("refresh with: cp crds/*.yml helm/lakou/files/crds/")
                .isEqualTo(shipped);
    }

    @Test
    void hasTheVersionOfTheProject() throws IOException {
        var version = POM_VERSION
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        var chart = Serialization.unmarshal(Files.readString(Path.of(Chart.PATH, "Chart.yaml")), Map.class);

        assertThat(chart).containsEntry("version", version).containsEntry("appVersion", version);
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(folder, "*.yml")) {
            for (var file : files) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
