package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.installation.AuditLog.Request;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator's rights are enough, and none is spare. */
@WithInstallations
class OperatorRightsIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final OperatorRights RIGHTS = new OperatorRights(CLUSTER);

    /** Asked for only when somebody else wrote at the same moment. */
    private static final Set<String> RARE =
            Set.of("get databaseservers", "get serviceschemas", "get schemareaders", "get schemamoves");

    /** As one looks that has begun, so that the operator lets it go. */
    private static final String MOVE =
            """
            apiVersion: lakou.dev/v1alpha1
            kind: SchemaMove
            metadata: {namespace: default, name: rights, finalizers: [schemamoves.lakou.dev/finalizer]}
            spec: {schemaRef: {name: nobody}, to: {serverRef: {name: nowhere}}}
            """;

    private static Release release;

    @BeforeAll
    static void install() {
        release = Release.install(CLUSTER, "restartDeployments.enabled=true");
    }

    @AfterAll
    static void uninstall() {
        release.close();
    }

    @Test
    void aWholeLifeUsesEachVerbAndIsRefusedNothing() throws Exception {
        deleteLease();
        var audit = AuditLog.fromNow(CLUSTER.controlPlane());

        try (var replica = Replica.start(CLUSTER)) {
            Life.withRestarts(CLUSTER, "rights").live();
            askForStatements(replica);
            refuseMove();
        }

        assertThat(audit.forbidden()).isEmpty();
        assertThat(RIGHTS.verbs()).isSubsetOf(used(audit));
    }

    @Test
    void itMayNeitherMakeNorEndWhatPeopleWrite() {
        assertThat(RIGHTS.verbs())
                .noneMatch(right -> right.contains("*"))
                .noneMatch(right -> right.matches(
                        "(create|update|delete\\w*) (databaseservers|serviceschemas|schemareaders|schemamoves)"));
    }

    /** As each right is used by a life, and given by one rule alone, no rule could be left out. */
    @Test
    void noRightIsGivenTwice() {
        assertThat(RIGHTS.rules()).noneMatch(rule -> RARE.containsAll(rule.rights()));
        assertThat(RIGHTS.rules().stream().flatMap(rule -> rule.rights().stream()))
                .doesNotHaveDuplicates();
    }

    /** And what is refused is seen here. */
    @Test
    void withoutARuleSomethingIsRefused() {
        var all = RIGHTS.rules();
        var rule = all.stream()
                .filter(one -> one.rights().contains("patch secrets"))
                .findFirst()
                .orElseThrow();
        var life = Life.withRestarts(CLUSTER, "bereft");
        life.begin();
        deleteLease();
        var audit = AuditLog.fromNow(CLUSTER.controlPlane());
        RIGHTS.remove(rule);

        try (var replica = Replica.launch(CLUSTER)) {
            await().until(() -> audit.forbidden().stream().anyMatch(rule::covers));
            RIGHTS.restore(all);
            life.end();
        } finally {
            RIGHTS.restore(all);
        }
    }

    /** It must find out who asks. */
    private static void askForStatements(Replica replica) throws Exception {
        var token = CLUSTER.controlPlane().token(Cluster.NAMESPACE, "lakou");
        var answer = replica.process().get("/services/rights/rights/statements", Optional.of("Bearer " + token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    }

    private static void refuseMove() {
        CLUSTER.apply(MOVE);
        CLUSTER.kubectl(
                "wait", "schemamove/rights", "--for=jsonpath={.status.conditions[0].status}=False", Cluster.TIMEOUT);
        CLUSTER.kubectl("delete", "schemamove/rights", Cluster.TIMEOUT);
    }

    /** So that the next replica makes one, and need not wait for the end of another's. */
    private static void deleteLease() {
        CLUSTER.kubectl("delete", "lease", "-n", Cluster.NAMESPACE, "--ignore-not-found", "lakou");
    }

    private static Set<String> used(AuditLog audit) {
        var used = audit.requests().stream().flatMap(OperatorRightsIT::needed).collect(Collectors.toSet());
        used.addAll(RARE);
        return used;
    }

    /** A patch that makes an object needs the verb create as well. */
    private static Stream<String> needed(Request request) {
        var verb = request.verb() + " " + request.resource();
        return request.made() ? Stream.of(verb, "create " + request.resource()) : Stream.of(verb);
    }
}
