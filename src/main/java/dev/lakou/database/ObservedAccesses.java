package dev.lakou.database;

import dev.lakou.model.Access;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.HeldGrant;
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

    /** @param schema the one that is told of: who may use all of it may use the further ones of its service, too */
    public static List<ObservedAccess> of(Identifier schema, Collection<HeldGrant> held) {
        return held.stream()
                .filter(one -> one.schema().equals(schema))
                .flatMap(ObservedAccesses::rights)
                .collect(Collectors.groupingBy(Right::holder))
                .entrySet()
                .stream()
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

    /** To use a schema is no right on anything in it. */
    private static Stream<Right> rights(HeldGrant held) {
        var privilege = held.grant().privilege();
        return privilege == Privilege.USAGE
                ? Stream.of()
                : held.grant().target().accept(new RightsOn(held));
    }

    /**
     * One right of another's role.
     *
     * @param table empty for all of them, future ones too
     * @param column empty for all of them
     */
    private record Right(Marker holder, Optional<Identifier> table, Optional<Identifier> column, Privilege privilege) {}

    private record Kind(List<Identifier> columns, Set<Privilege> privileges) {}

    /** What a grant means for tables; a member of a group reads what the group does. */
    private record RightsOn(HeldGrant held) implements GrantTarget.Cases<Stream<Right>> {
        @Override
        public Stream<Right> ofSchema(GrantTarget.OfSchema target) {
            return onAll(held.grant().privilege());
        }

        @Override
        public Stream<Right> ofTable(GrantTarget.OfTable target) {
            var table = Optional.of(target.table());
            var privilege = held.grant().privilege();
            return target.columns().isEmpty()
                    ? Stream.of(new Right(held.holder(), table, Optional.empty(), privilege))
                    : target.columns().stream()
                            .map(column -> new Right(held.holder(), table, Optional.of(column), privilege));
        }

        @Override
        public Stream<Right> allOf(GrantTarget.AllOf target) {
            return onAll(held.grant().privilege());
        }

        @Override
        public Stream<Right> futureOf(GrantTarget.FutureOf target) {
            return onAll(held.grant().privilege());
        }

        @Override
        public Stream<Right> futureFunctions(GrantTarget.FutureFunctions target) {
            return Stream.of();
        }

        @Override
        public Stream<Right> ofRole(GrantTarget.OfRole target) {
            return onAll(Privilege.SELECT);
        }

        @Override
        public Stream<Right> ofServer(GrantTarget.OfServer target) {
            return Stream.of();
        }

        @Override
        public Stream<Right> ofPattern(GrantTarget.OfPattern target) {
            return Stream.of();
        }

        @Override
        public Stream<Right> ofRoutine(GrantTarget.OfRoutine target) {
            return Stream.of();
        }

        @Override
        public Stream<Right> ofAccount(GrantTarget.OfAccount target) {
            return Stream.of();
        }

        private Stream<Right> onAll(Privilege privilege) {
            return Stream.of(new Right(held.holder(), Optional.empty(), Optional.empty(), privilege));
        }
    }
}
