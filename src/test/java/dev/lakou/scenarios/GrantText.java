package dev.lakou.scenarios;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Privilege;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A grant as a scenario writes it; which of the names are there says what it is on.
 *
 * @param to a role, or {@code PUBLIC}
 * @param from MySQL: the host of an account that is not Lakou's
 * @param all what of {@code owner} is in the schema today
 * @param future what {@code owner} makes in the schema later; without a schema, its functions anywhere
 */
record GrantText(
        Privilege privilege,
        String to,
        @Nullable String from,
        @Nullable String schema,
        @Nullable String table,
        @Nullable List<String> columns,
        @Nullable ObjectKind all,
        @Nullable ObjectKind future,
        @Nullable String owner,
        @Nullable String role,
        @Nullable String server,
        @Nullable String pattern,
        @Nullable String procedure,
        @Nullable String account) {

    Grant grant() {
        var grantee = to.equals("PUBLIC")
                ? Grantee.PUBLIC
                : new Grantee(Optional.of(new Identifier(to)), Optional.ofNullable(from));
        return new Grant(grantee, privilege, target());
    }

    private GrantTarget target() {
        if (role != null) {
            return new GrantTarget.OfRole(new Identifier(role));
        }
        if (server != null) {
            return new GrantTarget.OfServer(server);
        }
        if (pattern != null) {
            return new GrantTarget.OfPattern(pattern);
        }
        if (account != null) {
            return new GrantTarget.OfAccount(account, "%");
        }
        if (schema == null) {
            return new GrantTarget.FutureFunctions(new Identifier(required(owner, "schema or owner")));
        }
        return target(new Identifier(schema));
    }

    private GrantTarget target(Identifier inSchema) {
        if (table != null) {
            var some = Optional.ofNullable(columns).orElse(List.of()).stream()
                    .map(Identifier::new)
                    .toList();
            return new GrantTarget.OfTable(inSchema, new Identifier(table), some);
        }
        if (all != null) {
            return new GrantTarget.AllOf(all, new Identifier(required(owner, "owner")), inSchema);
        }
        if (future != null) {
            return new GrantTarget.FutureOf(future, new Identifier(required(owner, "owner")), inSchema);
        }
        if (procedure != null) {
            return new GrantTarget.OfRoutine(inSchema, "PROCEDURE", new Identifier(procedure));
        }
        return new GrantTarget.OfSchema(inSchema);
    }

    private String required(@Nullable String value, String key) {
        return Optional.ofNullable(value).orElseThrow(() -> new IllegalArgumentException(this + " needs " + key));
    }
}
