package dev.lakou.kubernetes.access;

import dev.lakou.api.AccessSpec;
import dev.lakou.api.TablePrivilege;
import dev.lakou.model.Access;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to do in the schema of another.
 *
 * @param tables empty for all of them
 * @param columns empty for all of them
 */
public record Request(List<String> tables, List<String> columns, Set<TablePrivilege> privileges) {
    private static final Set<TablePrivilege> DEFAULT = Set.of(TablePrivilege.SELECT);

    /** To read everything, today and tomorrow. */
    public static final Request TO_READ = new Request(List.of(), List.of(), DEFAULT);

    static Request of(AccessSpec spec) {
        return of(spec.tables(), spec.columns(), spec.privileges());
    }

    static Request of(
            @Nullable List<String> tables, @Nullable List<String> columns, @Nullable List<TablePrivilege> privileges) {
        return new Request(
                Optional.ofNullable(tables).orElse(List.of()),
                Optional.ofNullable(columns).orElse(List.of()),
                Optional.ofNullable(privileges).map(Set::copyOf).orElse(DEFAULT));
    }

    /** Whether nothing of the other goes beyond this. */
    boolean covers(Request other) {
        return privileges.containsAll(other.privileges)
                && (tables.isEmpty() || !other.tables.isEmpty() && tables.containsAll(other.tables))
                && (columns.isEmpty() || !other.columns.isEmpty() && columns.containsAll(other.columns));
    }

    /** Whether a right on the schema, or on something in it, is part of this. */
    boolean allows(Grant grant) {
        if (grant.privilege() == Privilege.USAGE || grant.privilege() == Privilege.CREATE_TEMPORARY_TABLES) {
            return true;
        }
        if (grant.target() instanceof GrantTarget.OfTable target) {
            return allows(grant.privilege())
                    && (tables.isEmpty() || tables.contains(target.table().value()))
                    && (columns.isEmpty()
                            || !target.columns().isEmpty()
                                    && target.columns().stream()
                                            .map(Identifier::value)
                                            .allMatch(columns::contains));
        }
        return tables.isEmpty() && allows(grant.isMembership() ? Privilege.SELECT : grant.privilege());
    }

    private boolean allows(Privilege privilege) {
        return privileges.stream().map(Enum::name).anyMatch(privilege.name()::equals);
    }

    Access in(Names owner) {
        return new Access(
                owner.schema(),
                Set.copyOf(owner.extraSchemas()),
                tables.stream().map(Identifier::new).toList(),
                columns.stream().map(Identifier::new).toList(),
                privileges.stream()
                        .map(privilege -> Privilege.valueOf(privilege.name()))
                        .collect(Collectors.toSet()));
    }

    /** In words, such as {@code SELECT (id, email) on users, brand_users}. */
    @Override
    public String toString() {
        return privileges.stream().map(Enum::name).sorted().collect(Collectors.joining(", "))
                + (columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")")
                + " on "
                + (tables.isEmpty() ? "all tables" : String.join(", ", tables));
    }
}
