package dev.lakou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.ObjectKind;
import dev.lakou.model.Ownership;
import dev.lakou.model.Privilege;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever stands on a server beside a resource's own things, no plan names it. */
class ForeignStateTest {
    private static final int ROUNDS = 5_000;
    private static final Marker MINE = new Marker("uid", "shop", "orders");
    private static final List<Identifier> NAMES =
            IntStream.range(0, 8).mapToObj(n -> new Identifier("n" + n)).toList();
    private static final List<Optional<String>> COMMENTS = List.of(
            Optional.of(MINE.toString()),
            Optional.of("lakou:uid/shop/other"),
            Optional.of("lakou:uid/reader/shop/orders"),
            Optional.of("lakou:another/shop/orders"),
            Optional.of("lakou:platform"),
            Optional.of("by hand"),
            Optional.empty());

    private final Random random = new Random(12);

    @Test
    void namesNothingForeign() {
        for (var round = 0; round < ROUNDS; round++) {
            var found = state(COMMENTS);
            var desired = state(List.of(Optional.of(MINE.toString())));
            var ownership = new Ownership(MINE, found);

            var plans = new ArrayList<>(
                    List.of(Planner.planDelete(ownership.owned()), Planner.planRetain(desired, ownership.owned())));
            if (ownership.conflicts(desired).isEmpty()) {
                plans.add(Planner.plan(desired, ownership.claim(desired)));
            }

            for (var plan : plans) {
                for (var change : plan.changes()) {
                    assertThat(change.accept(new Touched(foreignRoles(found), foreignSchemas(found))))
                            .as(() -> "%s of %s, of which %s was found".formatted(change, plan.describe(), found))
                            .isTrue();
                }
            }
        }
    }

    private static Set<Identifier> foreignRoles(State found) {
        var names = new HashSet<Identifier>();
        found.roles().stream()
                .filter(role -> !role.comment().equals(Optional.of(MINE.toString())))
                .forEach(role -> names.add(role.name()));
        return names;
    }

    private static Set<Identifier> foreignSchemas(State found) {
        var names = new HashSet<Identifier>();
        found.schemas().stream()
                .filter(schema -> !schema.comment().equals(Optional.of(MINE.toString())))
                .forEach(schema -> names.add(schema.name()));
        return names;
    }

    private State state(List<Optional<String>> comments) {
        var roles = new HashSet<Role>();
        var schemas = new HashSet<Schema>();
        for (var name : NAMES) {
            if (random.nextInt(3) == 0) {
                var attributes = random.nextBoolean() ? Set.<RoleAttribute>of() : Set.of(RoleAttribute.CREATEDB);
                roles.add(new Role(name, random.nextBoolean(), random.nextInt(3), any(comments), attributes));
            }
            if (random.nextInt(4) == 0) {
                schemas.add(new Schema(name, Optional.of(any(NAMES)), any(comments)));
            }
        }
        var grants = new HashSet<Grant>();
        var settings = new HashSet<Setting>();
        for (var n = 0; n < 6; n++) {
            var grantee = random.nextInt(5) == 0 ? Grantee.PUBLIC : Grantee.of(any(NAMES));
            grants.add(new Grant(grantee, any(List.of(Privilege.values())), target()));
            settings.add(new Setting(any(NAMES), "work_mem", "1"));
        }
        return new State(
                roles,
                schemas,
                Optional.empty(),
                grants,
                settings,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("table n1.t"),
                false);
    }

    private GrantTarget target() {
        var schema = any(NAMES);
        return any(List.of(
                new GrantTarget.OfSchema(schema),
                new GrantTarget.OfTable(schema, any(NAMES), List.of()),
                new GrantTarget.AllOf(ObjectKind.TABLES, any(NAMES), schema),
                new GrantTarget.FutureOf(ObjectKind.TABLES, any(NAMES), schema),
                new GrantTarget.FutureFunctions(any(NAMES)),
                new GrantTarget.OfRole(any(NAMES))));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
