package dev.lakou.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceAccessTest {
    private static final Namespace MARKETING = new NamespaceBuilder()
            .withNewMetadata()
            .withName("marketing")
            .withLabels(Map.of("database", "engarde", "team", "blue"))
            .endMetadata()
            .build();

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: All} | true",
                "{names: [core, marketing]} | true",
                "{names: [core]} | false",
                "{} | false",
                "{from: Selector, selector: {matchLabels: {database: engarde}}} | true",
                "{from: Selector, selector: {matchLabels: {database: other}}} | false",
                "{from: Selector, selector: {matchLabels: {database: engarde, stage: live}}} | false",
                "{from: Selector, selector: {matchExpressions: [{key: team, operator: In, values: [blue]}]}} | true",
                "{from: Selector, selector: {matchExpressions: [{key: team, operator: NotIn, values: [blue]}]}} | false",
                "{from: Selector, selector: {matchExpressions: [{key: stage, operator: NotIn, values: [live]}]}} | true",
                "{from: Selector, selector: {matchExpressions: [{key: team, operator: Exists}]}} | true",
                "{from: Selector, selector: {matchExpressions: [{key: team, operator: DoesNotExist}]}} | false",
                "{from: Selector, selector: {matchLabels: {database: other}}, names: [marketing]} | true",
            })
    void admitsANamespace(String allowedNamespaces, boolean admitted) {
        var server = server(allowedNamespaces);

        assertThat(NamespaceAccess.allows(server, MARKETING)).isEqualTo(admitted);
    }

    private static DatabaseServer server(String allowedNamespaces) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: DatabaseServer
                metadata: {name: engarde}
                spec: {engine: MySQL, host: db, adminSecretRef: {name: admin}, allowedNamespaces: %s}
                """
                        .formatted(allowedNamespaces),
                DatabaseServer.class);
    }
}
