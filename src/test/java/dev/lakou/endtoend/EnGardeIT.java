package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class EnGardeIT {
    @Test
    void everyServiceOfTheExampleWorksInItsOwnSchema() throws SQLException {
        var enGarde = EnGarde.prepare();

        var runs = enGarde.run(Duration.ofMinutes(2));

        assertThat(runs).hasSize(7).allMatch(ServiceRun::held);
    }
}
