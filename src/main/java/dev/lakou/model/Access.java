package dev.lakou.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a service may do with the tables of another.
 *
 * @param extraSchemas the further schemas of that other, which are shared with all of its tables only
 * @param tables the only tables; empty for all of them, future ones too
 * @param columns the only columns of each of them; empty for all
 */
public record Access(
        Identifier schema,
        Set<Identifier> extraSchemas,
        List<Identifier> tables,
        List<Identifier> columns,
        Set<Privilege> privileges) {
    public Access {
        extraSchemas = Set.copyOf(extraSchemas);
        tables = tables.stream().distinct().sorted().toList();
        columns = columns.stream().distinct().sorted().toList();
        privileges = Set.copyOf(privileges);
    }

    /** To one schema alone. */
    public Access(Identifier schema, List<Identifier> tables, List<Identifier> columns, Set<Privilege> privileges) {
        this(schema, Set.of(), tables, columns, privileges);
    }

    /** All schemas that it is in. */
    public List<Identifier> schemas() {
        return toEverything()
                ? Stream.concat(Stream.of(schema), extraSchemas.stream().sorted())
                        .toList()
                : List.of(schema);
    }

    public boolean toEverything() {
        return tables.isEmpty();
    }

    /** The same but for these tables; empty if there are no others. */
    public Optional<Access> without(Collection<Identifier> others) {
        return toEverything() ? Optional.of(this) : to(table -> !others.contains(table));
    }

    /** The same to these of its tables; empty if there are none. */
    public Optional<Access> only(Collection<Identifier> these) {
        return to(these::contains);
    }

    private Optional<Access> to(Predicate<Identifier> chosen) {
        var rest = tables.stream().filter(chosen).toList();
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Access(schema, extraSchemas, rest, columns, privileges));
    }
}
