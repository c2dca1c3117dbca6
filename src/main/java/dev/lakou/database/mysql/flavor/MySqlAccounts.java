package dev.lakou.database.mysql.flavor;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import java.util.EnumSet;
import java.util.Set;

/** How accounts are written. */
public final class MySqlAccounts {
    /** What MySQL means by no limit. */
    private static final int NO_LIMIT = 0;

    /** In a query, an account p as statements name it; roles of MariaDB have no host. */
    public static final String WRITTEN =
            "if(p.host = '', if(p.user = 'PUBLIC', 'PUBLIC', quote(p.user)), concat(quote(p.user), '@', quote(p.host)))";

    private MySqlAccounts() {}

    /** A statement in the making. */
    public static SqlText sql() {
        return new SqlText(MySqlQuoting.INSTANCE);
    }

    static SqlText account(SqlText text, Identifier user) {
        return text.literal(user.value()).sql("@'%'");
    }

    public static SqlText alter(Identifier user) {
        return account(sql().sql("ALTER USER "), user);
    }

    static Set<RoleAttribute> attributes(boolean secondPassword, boolean expiry) {
        var attributes = EnumSet.noneOf(RoleAttribute.class);
        if (secondPassword) {
            attributes.add(RoleAttribute.SECOND_PASSWORD);
        }
        if (expiry) {
            attributes.add(RoleAttribute.EXPIRY);
        }
        return attributes;
    }

    public static int limitInSql(int limit) {
        return limit == Role.UNLIMITED ? NO_LIMIT : limit;
    }

    static int limitInModel(int limit) {
        return limit == NO_LIMIT ? Role.UNLIMITED : limit;
    }
}
