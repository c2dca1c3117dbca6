package dev.lakou.endtoend;

import dev.lakou.environment.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Brings all resources into their states at once, does everything to them, and sees how each ends. */
final class MatrixRun {

    private final MatrixSite site;
    private final List<StatePair> pairs;
    /** Those that are there while an operator looks. */
    private final List<StatePair> seen;
    /** Those to which everything is done before one looks. */
    private final List<StatePair> unseen;

    private final Map<StatePair, String> failures = new ConcurrentHashMap<>();
    private final Map<MatrixEngine, String> foreign = new TreeMap<>();
    private final Map<String, String> silentServers = new TreeMap<>();
    private final Instant begin = Instant.now();

    MatrixRun(MatrixSite site) {
        this.site = site;
        this.pairs = new PairSelection(site).pairs();
        this.seen = pairs.stream().filter(pair -> !pair.state().isUnseen()).toList();
        this.unseen = pairs.stream().filter(pair -> pair.state().isUnseen()).toList();
    }

    List<StatePair> pairs() {
        return pairs;
    }

    Optional<String> failure(StatePair pair) {
        return Optional.ofNullable(failures.get(pair));
    }

    /** What was done to everybody else. */
    Map<MatrixEngine, String> foreign() {
        return foreign;
    }

    /** The DatabaseServers in trouble that do not say so, and what they say. */
    Map<String, String> silentServers() {
        return silentServers;
    }

    void run() {
        var bystanders = site.databases().stream().map(Bystanders::new).toList();
        bystanders.forEach(Bystanders::make);
        site.declareServers(pairs.stream().map(StatePair::server).collect(Collectors.toSet()));
        site.makeVictims();
        awaitServers();
        var before = new TreeMap<MatrixEngine, List<String>>();
        bystanders.forEach(one -> before.put(one.database().engine(), one.digest()));

        bringIntoStates();
        operate();
        site.stopOperator();
        each(unseen, "its birth", StatePair::bear);
        await("it is pending", unseen, StatePair::isPending);
        begin(unseen);
        say("the operator is started again");
        site.startOperator();
        giveUp(unseen);
        relieve();
        clearUp();
        bystanders.forEach(
                one -> compare(one, before.getOrDefault(one.database().engine(), List.of())));
    }

    private void bringIntoStates() {
        each(seen, "its birth", StatePair::bear);
        await("it is as it was born", seen, pair -> pair.state().wasReady() ? pair.isReady() : pair.isInState());
        site.servers().forEach(TroubledServer::begin);
        each(seen, "its trouble", StatePair::trouble);
        await("it is in its state", seen, StatePair::isInState);
        site.servers().stream()
                .filter(server -> !server.tellsItsTrouble())
                .forEach(server -> silentServers.put(server.name(), server.told()));
    }

    private void operate() {
        begin(seen);
        site.doomed().forEach(TroubledServer::delete);
        giveUp(seen);
        each(of(Operation.DELETE_SERVER, seen), "its deletion", StatePair::delete);
        await(
                "it ends alone",
                select(seen, pair -> pair.endsAlone() && pair.operation() != Operation.RESTART),
                this::hasEnded);
    }

    private void begin(List<StatePair> some) {
        each(of(Operation.EDIT_BACK, some), "its correction", StatePair::correct);
        each(of(Operation.EDIT_TO_ANOTHER_MISTAKE, some), "another mistake", StatePair::makeAnotherMistake);
        each(select(some, pair -> pair.operation().deletesAtOnce()), "its deletion", StatePair::delete);
        of(Operation.DELETE_NAMESPACE, some).stream()
                .map(StatePair::namespace)
                .distinct()
                .forEach(namespace ->
                        site.lakou().client().namespaces().withName(namespace).delete());
    }

    private void giveUp(List<StatePair> some) {
        var mistaken = of(Operation.EDIT_TO_ANOTHER_MISTAKE, some);
        await("another mistake is told", mistaken, StatePair::isMistaken);
        each(mistaken, "its deletion", StatePair::delete);
    }

    private void relieve() {
        await("it is in its state after a restart", of(Operation.RESTART, seen), StatePair::isInState);
        site.servers().forEach(TroubledServer::end);
        each(seen, "its relief", StatePair::relieve);
        each(of(Operation.RESTART, pairs), "its correction", StatePair::correct);
        await("it ends", pairs, this::hasEnded);
    }

    private boolean hasEnded(StatePair pair) {
        return pair.operation().corrects() ? pair.isMended() : pair.isGone();
    }

    private void clearUp() {
        var rest = select(pairs, pair -> pair.operation().corrects());
        each(rest, "its end", StatePair::delete);
        await("it is deleted in the end", rest, StatePair::isGone);
        await("its DatabaseServer is gone", of(Operation.DELETE_SERVER, pairs), pair -> site.watch()
                .server(pair.server())
                .isEmpty());
        await("its namespace is gone", of(Operation.DELETE_NAMESPACE, pairs), pair -> !site.watch()
                .hasNamespace(pair.namespace()));
        for (var database : site.databases()) {
            var things = database.things();
            each(select(pairs, pair -> pair.database().equals(database)), "what it leaves", pair -> {
                var left = pair.leftovers(things);
                if (!left.isEmpty()) {
                    throw new IllegalStateException("Left on the server: " + left);
                }
            });
        }
    }

    /** Whoever did it, it was one of this server's pairs. */
    private void compare(Bystanders bystanders, List<String> before) {
        var after = bystanders.digest();
        var engine = bystanders.database().engine();
        var lost = new ArrayList<>(before);
        after.forEach(lost::remove);
        var added = new ArrayList<>(after);
        before.forEach(added::remove);
        say("%s: %d lines of everybody else, %d gone, %d new"
                .formatted(engine, before.size(), lost.size(), added.size()));
        if (!lost.isEmpty() || !added.isEmpty()) {
            foreign.put(engine, "gone %s, new %s".formatted(lost, added));
        }
    }

    private void awaitServers() {
        for (var server : site.servers()) {
            if (!server.trouble().isFromBirth()) {
                site.platform().awaitServerReason(server.name(), "Reconciled");
            }
        }
    }

    private static List<StatePair> of(Operation operation, List<StatePair> some) {
        return select(some, pair -> pair.operation() == operation);
    }

    private static List<StatePair> select(List<StatePair> some, Predicate<StatePair> which) {
        return some.stream().filter(which).toList();
    }

    private void each(Collection<StatePair> some, String what, Consumer<StatePair> step) {
        some.parallelStream().filter(pair -> !failures.containsKey(pair)).forEach(pair -> {
            try {
                step.accept(pair);
            } catch (RuntimeException e) {
                fail(pair, what, e.toString());
            }
        });
    }

    private void await(String what, Collection<StatePair> some, Predicate<StatePair> done) {
        var open = new ArrayList<>(some);
        var progress = Instant.now();
        while (true) {
            if (open.removeIf(pair -> failures.containsKey(pair) || done.test(pair))) {
                progress = Instant.now();
            }
            if (open.isEmpty() || Instant.now().isAfter(progress.plus(Patience.LIMIT))) {
                break;
            }
            pause();
        }
        open.forEach(pair -> fail(pair, what, pair.told()));
        say("%s: %d, hanging %d".formatted(what, some.size(), open.size()));
    }

    private void fail(StatePair pair, String what, String why) {
        failures.putIfAbsent(pair, "%s: not so that %s: %s".formatted(pair, what, why));
        System.err.println("[states] " + failures.get(pair));
    }

    private void say(String text) {
        System.err.printf(
                "[states] %3d s: %s%n", Duration.between(begin, Instant.now()).toSeconds(), text);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
