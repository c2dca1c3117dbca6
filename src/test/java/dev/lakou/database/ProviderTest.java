package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTest {

    @ParameterizedTest
    @CsvSource({
        "postgres.railway.internal, RAILWAY",
        "x.proxy.rlwy.net, RAILWAY",
        "Db1.abc.eu-west-1.RDS.amazonaws.com, RDS",
        "a.postgres.database.azure.com, AZURE",
        "ep-cool.eu-central-1.aws.neon.tech, NEON",
        "db.example, ",
        "rds.amazonaws.com.evil.example, ",
    })
    void isKnownByItsHosts(String host, Provider provider) {
        assertThat(Provider.ofHost(host).orElse(null)).isEqualTo(provider);
    }

    @Test
    void isKnownByTheRolesThatOnlyItMakes() {
        assertThat(Provider.ofRoles(Set.of("postgres", "cloudsqlsuperuser"))).contains(Provider.CLOUD_SQL);
        assertThat(Provider.ofRoles(Set.of("postgres", "orders_user"))).isEmpty();
    }
}
