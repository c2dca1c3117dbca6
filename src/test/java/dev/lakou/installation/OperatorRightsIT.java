package dev.lakou.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.installation.AuditLog.Request;
import dev.lakou.installation.OperatorRights.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator's rights are enough, and none is spare. */
class OperatorRightsIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final OperatorRights RIGHTS = new OperatorRights(CLUSTER);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Asked for only when somebody else wrote at the same moment. */
    private static final Set<String> RARE = Set.of("get databaseservers", "get serviceschemas", "get schemareaders");

    private static final List<Life> BEREFT = new ArrayList<>();

    private static Release release;
    private static List<Rule> all;

    @BeforeAll
    static void install() {
        release = Release.install(CLUSTER, "restartDeployments.enabled=true");
        all = RIGHTS.rules();
    }

    @AfterAll
    static void uninstall() {
        try (var replica = Replica.start(CLUSTER)) {
            BEREFT.forEach(Life::end);
        }
        release.close();
    }

    @Test
    void aWholeLifeUsesEachVerbAndIsRefusedNothing() {
        var audit = AuditLog.fromNow(CLUSTER.controlPlane());

        try (var replica = Replica.start(CLUSTER)) {
            Life.withRestarts(CLUSTER, "rights").live();
        }

        assertThat(audit.forbidden()).isEmpty();
        assertThat(RIGHTS.verbs()).isSubsetOf(used(audit));
    }

    @Test
    void itMayNeitherMakeNorEndWhatPeopleWrite() {
        assertThat(RIGHTS.verbs())
                .noneMatch(right -> right.contains("*"))
                .noneMatch(right ->
                        right.matches("(create|update|delete\\w*) (databaseservers|serviceschemas|schemareaders)"));
    }

    static List<Rule> rules() {
        return all;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void withoutARuleSomethingIsRefused(Rule rule) {
        var life = Life.withRestarts(CLUSTER, "bereft" + BEREFT.size());
        BEREFT.add(life);
        life.begin();
        CLUSTER.kubectl("delete", "lease", "-n", Cluster.NAMESPACE, "--ignore-not-found", "lakou");
        var audit = AuditLog.fromNow(CLUSTER.controlPlane());
        RIGHTS.remove(rule);

        try (var replica = Replica.launch(CLUSTER)) {
            await().atMost(LIMIT)
                    .until(() ->
                            life.hasRestarted() || audit.forbidden().stream().anyMatch(rule::covers));

            assertThat(audit.forbidden()).anyMatch(rule::covers);
        } finally {
            RIGHTS.restore(all);
        }
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
