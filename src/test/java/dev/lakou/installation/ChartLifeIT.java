package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.FreePort;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The chart from its first installation to its last, with services that live through all of it. */
@WithInstallations
class ChartLifeIT {
    private static final Cluster CLUSTER = Cluster.shared();

    @Test
    void servicesLiveThroughUpgradeRollbackAndUninstall() throws IOException {
        var before = EarlierChart.make();
        try (var release = Release.installChart(CLUSTER, before.path())) {
            var tenant = new Tenant(CLUSTER, "chartlife");
            try (var replica = Replica.start(CLUSTER)) {
                tenant.moveIn().awaitReady();
            }
            var uid = tenant.field(".metadata.uid");
            var password = tenant.secret("PGPASSWORD");

            assertThat(crdColumns()).doesNotContain(before.missingColumn());
            release.upgrade(Chart.PATH);
            assertThat(crdColumns()).contains(before.missingColumn());

            try (var replica = Replica.start(CLUSTER)) {
                tenant.awaitReady();
                release.rollBack();
                release.upgrade(Chart.PATH);
                CLUSTER.kubectl("delete", "secret", "-n", "chartlife", "chartlife-database");
                CLUSTER.kubectl(
                        "wait", "-n", "chartlife", "--for=create", "secret/chartlife-database", Cluster.TIMEOUT);
            }

            release.uninstall();
            assertThat(tenant.field(".metadata.uid")).isEqualTo(uid);
            assertThat(tenant.canLogIn()).isTrue();
            assertThat(tenant.secret("PGPASSWORD")).isNotEqualTo(password);
            assertThat(CLUSTER.kubectl("get", "all", "-n", Cluster.NAMESPACE)).isEmpty();

            Release.install(CLUSTER);
            try (var replica = Replica.start(CLUSTER)) {
                tenant.awaitReady();
                tenant.moveOut();
            }
        }
    }

    /** As the Deployment rolls: the new replica stands ready before the old one is asked to end. */
    @Test
    void aServiceThatArrivesDuringARolloutIsServedOnce() throws IOException {
        try (var release = Release.install(CLUSTER);
                var old = Replica.start(CLUSTER, "lakou-old")) {
            var before = new Tenant(CLUSTER, "beforerollout").moveIn();
            before.awaitReady();
            var password = before.secret("PGPASSWORD");
            try (var next = Replica.start(CLUSTER, "lakou-next")) {
                var during = new Tenant(CLUSTER, "duringrollout").moveIn();
                old.process().terminate();
                during.awaitReady();

                assertThat(leader()).isEqualTo("lakou-next");
                assertThat(during.canLogIn()).isTrue();
                assertThat(before.secret("PGPASSWORD")).isEqualTo(password);
                during.moveOut();
                before.moveOut();
            }
        }
    }

    @Test
    void itsOwnTestPassesOnlyOnceAReplicaIsReady() throws IOException {
        try (var release = Release.install(CLUSTER)) {
            assertThat(release.test(FreePort.next()).isSuccess()).isFalse();

            try (var replica = Replica.start(CLUSTER)) {
                assertThat(release.test(replica.process().port()).isSuccess()).isTrue();
            }
        }
    }

    @Test
    void aSecondInstallationIsRefusedWithTheNameOfTheFirst() {
        try (var release = Release.install(CLUSTER)) {
            var second = CLUSTER.tryHelm("install", "lakou", Chart.PATH, "-n", "another", "--create-namespace");

            assertThat(second.isSuccess()).isFalse();
            assertThat(second.errors())
                    .contains("Lakou is installed in the namespace lakou-system already")
                    .contains("watchNamespaces");
        }
    }

    private static String leader() {
        var holder = "jsonpath={.spec.holderIdentity}";
        return CLUSTER.kubectl("get", "lease", "-n", Cluster.NAMESPACE, "lakou", "-o", holder);
    }

    private static String crdColumns() {
        return CLUSTER.kubectl(
                "get",
                "crd",
                "serviceschemas.lakou.dev",
                "-o",
                "jsonpath={.spec.versions[0].additionalPrinterColumns[*].name}");
    }
}
