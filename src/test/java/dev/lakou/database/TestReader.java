package dev.lakou.database;

import dev.lakou.model.AdditionalUser;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.AdditionalUser.ViewPolicy;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Ownership;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A reader of several services on a server, and what the operator would do with it. */
public record TestReader(SharedServer server, AdditionalUser additionalUser, Password password) {

    public static TestReader of(SharedServer server, String user, TestSchema... rooms) {
        return new TestReader(
                server, additionalUser(user, ViewPolicy.NOBODY, rooms), Password.generate(new SecureRandom()));
    }

    public TestReader trusting(ViewPolicy viewPolicy) {
        return with(viewPolicy, additionalUser.temporaryTables());
    }

    public TestReader withTemporaryTables() {
        return with(additionalUser.viewPolicy(), true);
    }

    private TestReader with(ViewPolicy viewPolicy, boolean temporaryTables) {
        return new TestReader(
                server,
                new AdditionalUser(
                        additionalUser.marker(),
                        additionalUser.user(),
                        additionalUser.reach(),
                        viewPolicy,
                        additionalUser.schemas(),
                        additionalUser.extraSchemas(),
                        additionalUser.searchPath(),
                        temporaryTables,
                        additionalUser.connectionLimit(),
                        additionalUser.settings()),
                password);
    }

    /** The same login over other services. */
    public TestReader over(TestSchema... rooms) {
        return new TestReader(
                server, additionalUser(additionalUser.user().value(), additionalUser.viewPolicy(), rooms), password);
    }

    public Credential credential() {
        return new Credential(additionalUser.user(), password);
    }

    public State desired() {
        return server.desired(additionalUser, Map.of(additionalUser.user(), Logins.only(credential())));
    }

    public Plan plan() {
        var desired = desired();
        return Planner.plan(desired, found(desired).claim(desired));
    }

    public TestReader ensure() {
        var desired = desired();
        TestSchema.keep(server, desired, found(desired));
        return this;
    }

    /** What comes of its login. */
    public LoginProof proof() {
        return server.prove(desired(), server.observe(desired())).get(0);
    }

    public void remove() {
        server.apply(Planner.planDelete(found(desired()).owned()));
    }

    private static AdditionalUser additionalUser(String user, ViewPolicy viewPolicy, TestSchema... rooms) {
        var schemas = List.of(rooms).stream().map(TestSchema::schema).toList();
        return new AdditionalUser(
                new Marker("cluster", Marker.Kind.READER, "tests", user.replace('_', '-')),
                new Identifier(user),
                Reach.READ_ONLY,
                viewPolicy,
                schemas,
                List.of(rooms).stream()
                        .flatMap(room -> room.service().extraSchemas().stream())
                        .toList(),
                schemas,
                false,
                3,
                new TreeMap<>());
    }

    private Ownership found(State desired) {
        return new Ownership(additionalUser.marker(), server.inspect(desired));
    }
}
