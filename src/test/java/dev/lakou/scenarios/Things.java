package dev.lakou.scenarios;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.RoleAttribute;
import dev.lakou.model.Schema;
import dev.lakou.model.Setting;
import dev.lakou.model.State;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Things on a server, as a scenario writes them.
 *
 * @param passwords the users whose desired password the server takes
 */
record Things(
        @Nullable List<RoleText> roles,
        @Nullable List<SchemaText> schemas,
        @Nullable List<GrantText> grants,
        @Nullable List<SettingText> settings,
        @Nullable List<String> extensions,
        @Nullable List<String> passwords,
        @Nullable List<String> strays) {

    State takenFrom(State state) {
        return new State(
                without(state.roles(), Role::name, each(roles, RoleText::identifier)),
                without(state.schemas(), Schema::name, each(schemas, SchemaText::identifier)),
                state.owner(),
                without(state.grants(), Function.identity(), each(grants, GrantText::grant)),
                without(state.settings(), Function.identity(), each(settings, SettingText::setting)),
                without(state.extensions(), Function.identity(), each(extensions, Identifier::new)),
                without(state.credentials(), Credential::user, each(passwords, Identifier::new)),
                state.sessions(),
                without(state.strays(), Function.identity(), each(strays, Function.identity())),
                state.adopting());
    }

    State addedTo(State state, State desired) {
        return new State(
                with(state.roles(), Role::name, each(roles, role -> role.over(state.role(role.identifier())))),
                with(
                        state.schemas(),
                        Schema::name,
                        each(schemas, schema -> schema.over(state.schema(schema.identifier())))),
                state.owner(),
                with(state.grants(), Function.identity(), each(grants, GrantText::grant)),
                with(
                        state.settings(),
                        setting -> List.of(setting.role(), setting.name()),
                        each(settings, SettingText::setting)),
                with(state.extensions(), Function.identity(), each(extensions, Identifier::new)),
                with(state.credentials(), Credential::user, each(passwords, user -> desired.credential(
                                new Identifier(user))
                        .orElseThrow())),
                state.sessions(),
                with(state.strays(), Function.identity(), each(strays, Function.identity())),
                state.adopting());
    }

    /** A scenario that takes away what is not there would show nothing. */
    private static <T, K> Set<T> without(Set<T> things, Function<T, K> key, List<K> gone) {
        var keys = things.stream().map(key).collect(Collectors.toSet());
        gone.stream().filter(Predicate.not(keys::contains)).findFirst().ifPresent(absent -> {
            throw new IllegalArgumentException(absent + " is to be taken from what it is not in: " + keys);
        });
        return things.stream().filter(thing -> !gone.contains(key.apply(thing))).collect(Collectors.toSet());
    }

    private static <T, K> Set<T> with(Set<T> things, Function<T, K> key, List<T> more) {
        var keys = more.stream().map(key).collect(Collectors.toSet());
        var all = new HashSet<>(more);
        things.stream().filter(thing -> !keys.contains(key.apply(thing))).forEach(all::add);
        return all;
    }

    private static <T, V> List<V> each(@Nullable List<T> texts, Function<T, V> value) {
        return Optional.ofNullable(texts).orElse(List.of()).stream().map(value).toList();
    }

    /** A role; what is left out is as it was, or as of a login that somebody made. An empty comment is none. */
    record RoleText(
            String name,
            @Nullable Boolean login,
            @Nullable Integer connectionLimit,
            @Nullable String comment,
            @Nullable Set<RoleAttribute> attributes) {
        Identifier identifier() {
            return new Identifier(name);
        }

        Role over(Optional<Role> found) {
            var before =
                    found.orElseGet(() -> new Role(identifier(), true, Role.UNLIMITED, Optional.empty(), Set.of()));
            return new Role(
                    before.name(),
                    Optional.ofNullable(login).orElse(before.login()),
                    Optional.ofNullable(connectionLimit).orElse(before.connectionLimit()),
                    Optional.ofNullable(comment).or(before::comment).filter(words -> !words.isEmpty()),
                    Optional.ofNullable(attributes).orElse(before.attributes()));
        }
    }

    /** A schema; what is left out is as it was. An empty comment is none. */
    record SchemaText(String name, @Nullable String owner, @Nullable String comment) {
        Identifier identifier() {
            return new Identifier(name);
        }

        Schema over(Optional<Schema> before) {
            return new Schema(
                    identifier(),
                    Optional.ofNullable(owner).map(Identifier::new).or(() -> before.flatMap(Schema::owner)),
                    Optional.ofNullable(comment)
                            .or(() -> before.flatMap(Schema::comment))
                            .filter(words -> !words.isEmpty()));
        }
    }

    record SettingText(String role, String name, String value) {
        Setting setting() {
            return new Setting(new Identifier(role), name, value);
        }
    }
}
