package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.api.ServiceSchemaStatus;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A service that moves, and whose move is at a station when its operator is killed and something else happens to it. */
final class MoveTrial implements AutoCloseable {
    private final MoveSite site;
    private final MoveGate gate;
    private final MoveStation station;
    private final Ending ending;
    private final String name;
    private Optional<MovingClient> client = Optional.empty();

    private MoveTrial(MoveSite site, MoveGate gate, MoveStation station, Ending ending) {
        this.site = site;
        this.gate = gate;
        this.station = station;
        this.ending = ending;
        this.name = (station + "" + ending).toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** Each that can be told from the others. */
    static List<MoveTrial> all(MoveSite site, MoveGate gate) {
        return Arrays.stream(MoveStation.values())
                .flatMap(station -> Arrays.stream(Ending.values())
                        .filter(ending -> ending.matters(station))
                        .map(ending -> new MoveTrial(site, gate, station, ending)))
                .toList();
    }

    MoveStation station() {
        return station;
    }

    void begin() throws SQLException {
        site.served(name, ending.source);
        if (ending == Ending.NOTHING && station.isAtWork()) {
            client = Optional.of(MovingClient.start(() -> site.team().keys(name)));
        }
        switch (station) {
            case PREPARING -> gate.holdBefore(Phase.Copying, name);
            case COPYING -> gate.holdBefore(Phase.CuttingOver, name);
            case BEFORE_DECISION -> gate.holdDecision(name, true);
            case AFTER_DECISION -> gate.holdDecision(name, false);
            case SWITCHED -> gate.holdBefore(Phase.Keeping, name);
            case CALLING_OFF -> gate.holdBefore(Phase.CalledOff, name);
            case AWAITING_APPROVAL, KEEPING -> {}
        }
        site.move(
                name,
                "schemaRef: {name: %s}, to: {serverRef: {name: %s}}, cutover: %s"
                        .formatted(name, ending.target, station.needsApproval() ? "OnApproval" : "Automatic"));
    }

    void arrive() {
        if (station.needsApproval()) {
            site.awaitPhase(name, Phase.AwaitingApproval);
        }
        if (station == MoveStation.CALLING_OFF) {
            loseSlot();
        }
        if (station == MoveStation.KEEPING) {
            site.awaitPhase(name, Phase.Keeping);
        }
    }

    /** While there is no operator. */
    void happen() {
        switch (ending) {
            case MOVE -> site.resource(name).delete();
            case SCHEMA ->
                site.lakou().serviceSchema(site.team().namespace(), name).delete();
            case LET_GO -> {
                site.resource(name).delete();
                site.team().annotateMove(name, "lakou.dev/let-go", "true");
            }
            case SERVERS, NOTHING -> {}
        }
    }

    void requireEnd() throws SQLException {
        switch (ending) {
            case MOVE, LET_GO -> site.awaitGone(name);
            case SCHEMA -> {
                await().until(() -> site.lakou()
                                .serviceSchema(site.team().namespace(), name)
                                .get()
                        == null);
                if (!isThere()) {
                    site.awaitPhase(name, Phase.CalledOff);
                }
            }
            case SERVERS, NOTHING -> site.awaitPhase(name, isThere() ? Phase.Keeping : Phase.CalledOff);
        }
        if (ending == Ending.NOTHING && station == MoveStation.CALLING_OFF) {
            assertThat(site.team().awaitMoveReason(name, "MoveCalledOff")).contains("is gone at the source");
        }
        requireOneCopy();
    }

    /** Lets the servers go. */
    @Override
    public void close() {
        client.ifPresent(MovingClient::close);
        if (ending == Ending.SERVERS) {
            site.resource(name).delete();
            site.team().delete(name);
        }
    }

    private boolean isThere() {
        return station.isDecided() || ending == Ending.NOTHING && station == MoveStation.PREPARING;
    }

    private void requireOneCopy() throws SQLException {
        var place = isThere() ? ending.target : ending.source;
        if (ending != Ending.SCHEMA) {
            assertThat(site.team().status(name).map(ServiceSchemaStatus::server))
                    .as(name)
                    .contains(place);
        }
        if (ending == Ending.LET_GO && !isThere()) {
            assertThat(things("own", "")).as(name).isZero();
            return;
        }
        client.ifPresent(MovingClient::close);
        assertThat(site.count(place, "SELECT count(*) FROM %s.written".formatted(name)))
                .as(name)
                .isEqualTo(client.map(MovingClient::rows).orElse(0L));
        if (ending != Ending.LET_GO) {
            var elsewhere = isThere() ? ending.source : ending.target;
            assertThat(things(elsewhere, "")).as(name).isZero();
        }
        assertThat(things(place, "AND rolcanlogin")).as(name).isEqualTo(ending == Ending.SCHEMA ? 0 : 1);
        if (ending != Ending.SCHEMA) {
            site.team().keys(name).run("INSERT INTO written VALUES (-1)", "ALTER TABLE written ADD COLUMN more INT");
        }
    }

    private long things(String server, String those) throws SQLException {
        return site.count(server, "SELECT count(*) FROM pg_roles WHERE rolname LIKE '%s%%' %s".formatted(name, those))
                + (those.isEmpty()
                        ? site.count(server, "SELECT count(*) FROM pg_namespace WHERE nspname = '%s'".formatted(name))
                        : 0);
    }

    private void loseSlot() {
        await().ignoreExceptions().untilAsserted(() -> {
            for (var subscription : site.texts(
                    ending.target,
                    "SELECT subname FROM pg_subscription JOIN pg_subscription_rel ON srsubid = oid WHERE srrelid = '%s.written'::regclass"
                            .formatted(name))) {
                site.run(ending.target, "ALTER SUBSCRIPTION " + subscription + " DISABLE");
                site.run(ending.source, "SELECT pg_drop_replication_slot('" + subscription + "')");
                return;
            }
        });
    }

    /** What happens while the operator is away. */
    enum Ending {
        NOTHING("shared", "own"),
        /** Both DatabaseServers are deleted; they go once nobody is on them any more. */
        SERVERS("leaving-shared", "leaving-own"),
        MOVE("shared", "own"),
        SCHEMA("shared", "own"),
        /** The source is no more, and the move is let go. */
        LET_GO("old", "own");

        private final String source;
        private final String target;

        Ending(String source, String target) {
            this.source = source;
            this.target = target;
        }

        /** Each of them where what follows is another one. */
        boolean matters(MoveStation station) {
            return switch (this) {
                case NOTHING ->
                    station != MoveStation.COPYING
                            && station != MoveStation.AWAITING_APPROVAL
                            && station != MoveStation.KEEPING;
                case SERVERS ->
                    station != MoveStation.BEFORE_DECISION
                            && station != MoveStation.SWITCHED
                            && station != MoveStation.KEEPING
                            && station != MoveStation.CALLING_OFF;
                case LET_GO -> station == MoveStation.AWAITING_APPROVAL || station == MoveStation.AFTER_DECISION;
                case MOVE, SCHEMA -> station != MoveStation.COPYING;
            };
        }
    }
}
