package dev.lakou.database.mysql;

import dev.lakou.database.RotationContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlRotationIT extends RotationContract {
    MySqlRotationIT(MySqlUnderTest mysql) {
        super(mysql);
    }
}
