package dev.lakou.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.ServiceSchema;
import dev.lakou.model.Violation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    users: [{name: orders}]                                                           | spec.secret.name           | spec.users[0].secret.name
                    users: [{name: c04_b}, {name: c04.b}]                                             | spec.users[0].secret.name  | spec.users[1].secret.name
                    secret: {name: one}, users: [{name: a, secret: {name: one}}]                      | spec.secret.name           | spec.users[0].secret.name
                    secret: {name: y, serviceBinding: true}, users: [{name: a, secret: {name: y-binding}}] | binding of spec.secret.name | spec.users[0].secret.name
                    users: [{name: a, secret: {serviceBinding: true}}, {name: a_database_binding, secret: {name: a-database-binding}}] | binding of spec.users[0].secret.name | spec.users[1].secret.name
                    """)
    void refusesOneSecretForTwoLoginsAndNamesBothFields(String spec, String one, String other) {
        assertThat(violations(spec)).singleElement().satisfies(violation -> assertThat(violation.message())
                .contains(one, other, "both"));
    }

    @Test
    void refusesADefaultThatIsNoNameForASecret() {
        assertThat(violations("users: [{name: '../../x'}]")).singleElement().satisfies(violation -> assertThat(
                        violation.message())
                .contains("spec.users[0].secret.name", "no name for a Secret"));
    }

    @Test
    void letsEachLoginHaveItsOwn() {
        assertThat(violations("secret: {serviceBinding: true}, users: [{name: orders_app}, {name: orders_human}]"))
                .isEmpty();
    }

    private static List<Violation> violations(String spec) {
        var resource = Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata: {namespace: shop, name: orders}
                spec: {serverRef: {name: any}, %s}
                """
                        .formatted(spec),
                ServiceSchema.class);
        return Accounts.violations(resource);
    }
}
