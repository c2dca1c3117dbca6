package dev.lakou.database;

import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.ObservedAccess;
import dev.lakou.model.Privilege;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what others hold in a schema from the single rights that a catalog lists. */
public final class ObservedAccesses {
    private static final Comparator<ObservedAccess> ORDER = Comparator.comparing(
                    (ObservedAccess access) -> access.holder().toString())
            .thenComparing(access -> access.access().tables().toString());

    private ObservedAccesses() {}

    public static List<ObservedAccess> of(Identifier schema, Collection<Right> rights) {
        return rights.stream().collect(Collectors.groupingBy(Right::holder)).entrySet().stream()
                .flatMap(
                        one -> accesses(schema, one.getValue()).map(access -> new ObservedAccess(one.getKey(), access)))
                .sorted(ORDER)
                .toList();
    }

    private static Stream<Access> accesses(Identifier schema, List<Right> rights) {
        var onAll = privileges(rights.stream().filter(right -> right.table().isEmpty()));
        if (!onAll.isEmpty()) {
            return Stream.of(new Access(schema, List.of(), List.of(), onAll));
        }
        var byTable = rights.stream().collect(Collectors.groupingBy(Right::table));
        return byTable.entrySet().stream()
                .collect(Collectors.groupingBy(
                        one -> kind(one.getValue()),
                        Collectors.flatMapping(one -> one.getKey().stream(), Collectors.toList())))
                .entrySet()
                .stream()
                .map(one -> new Access(
                        schema,
                        one.getValue(),
                        one.getKey().columns(),
                        one.getKey().privileges()));
    }

    private static Kind kind(List<Right> rights) {
        var columns = rights.stream()
                .flatMap(right -> right.column().stream())
                .distinct()
                .sorted()
                .toList();
        return new Kind(columns, privileges(rights.stream()));
    }

    private static Set<Privilege> privileges(Stream<Right> rights) {
        return rights.map(Right::privilege).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * One right of another's role.
     *
     * @param table empty for all of them, future ones too
     * @param column empty for all of them
     */
    public record Right(Marker holder, Optional<Identifier> table, Optional<Identifier> column, Privilege privilege) {}

    private record Kind(List<Identifier> columns, Set<Privilege> privileges) {}
}
