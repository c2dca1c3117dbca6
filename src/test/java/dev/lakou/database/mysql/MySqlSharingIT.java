package dev.lakou.database.mysql;

import dev.lakou.database.SharingContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsServers({Part.MYSQL, Part.MARIADB_10_11, Part.MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlSharingIT extends SharingContract {
    MySqlSharingIT(MySqlUnderTest mysql) {
        super(mysql);
    }
}
