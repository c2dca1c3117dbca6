package dev.lakou.database;

import dev.lakou.model.Access;
import dev.lakou.model.AdditionalUser;
import dev.lakou.model.Credential;
import dev.lakou.model.DesiredSchema;
import dev.lakou.model.ForeignRole;
import dev.lakou.model.Grantee;
import dev.lakou.model.HeldGrant;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Logins;
import dev.lakou.model.MarkedSchema;
import dev.lakou.model.Marker;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.plan.AdoptionCandidates;
import dev.lakou.plan.Plan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One server, seen by its administrator. All methods block, each within the timeouts of the dialect, and throw
 * {@link DatabaseException}. Safe for use by several threads.
 */
public interface SharedServer extends AutoCloseable {

    /** Asks the server what it is and what the administrator may do. Changes nothing. */
    ServerReport probe();

    /** What is worth knowing before it is used, a standby's too. Changes nothing. */
    ServerProfile profile();

    /**
     * Makes what all services stand on (platform roles, bookkeeping), closes what is open to everybody where it may, and
     * reports what it then reads back. May be repeated.
     */
    ServerReport bootstrap();

    /** The statements by which {@link #bootstrap} would make what is missing, without secrets. Changes nothing. */
    List<String> foundation();

    /** The violations in the service's names and values that this engine would refuse; empty if there are none. */
    List<Violation> violations(DesiredSchema service);

    /** The same for an additional user that is no service's. */
    List<Violation> violations(AdditionalUser additionalUser);

    /** The role that owns what the service creates; empty where the engine knows no owners. */
    Optional<Identifier> owner(DesiredSchema service);

    /**
     * The logins that take turns when the credential of this user is rotated, the first one first; a single one where
     * the engine lets a login have two passwords.
     */
    List<Identifier> logins(Identifier user);

    /** What the service means on this server while its users come in by these logins, given for each of them. */
    State desired(DesiredSchema service, Map<Identifier, Logins> logins);

    /** The same for an additional user that is no service's. */
    State desired(AdditionalUser additionalUser, Map<Identifier, Logins> logins);

    /** Those of the schemas that are there and carry their marker. */
    Set<MarkedSchema> marked(Set<MarkedSchema> schemas);

    /** The tables of the access that are not there, or not with all its columns. */
    Set<Identifier> missing(Access access);

    /** What these roles are that somebody made without Lakou; all of them are in the answer. */
    Map<Grantee, ForeignRole> foreignRoles(Set<Grantee> roles);

    /** The roles that are not Lakou's and have rights on these schemas, where the platform leaves such rights. */
    Set<Identifier> strangersOn(Collection<Identifier> schemas);

    /** Who may do what in the schema, administrators and everybody included, and through which role. */
    List<SchemaRight> rights(Identifier schema);

    /** As {@link Observation#heldByOthers}, of the owner whose first schema this is. */
    List<HeldGrant> heldByOthers(Identifier schema, Marker owner);

    /**
     * Reads what the server has of {@code desired}: roles, schemas, rights, settings and passwords; roles and schemas that
     * carry the marker of its roles, and are not in it, too. Other names are not looked at. It has no sessions: those are proved.
     */
    Observation observe(State desired);

    /**
     * The same after a change.
     *
     * @param before what was found before the change
     */
    ReadBack readBack(State desired, Observation before);

    /** The state alone. */
    default State inspect(State desired) {
        return observe(desired).state();
    }

    /**
     * Logs in with the desired credentials that should find a session, each by the way that its user goes: the endpoint
     * that services are told, or the replica. A login that was proved is not tried again while nothing has changed that
     * it depends on, so that it takes no connection from the service.
     *
     * @param seen what {@link #observe} found of {@code desired}; a login that was not there then is not tried
     */
    List<LoginProof> prove(State desired, Observation seen);

    /**
     * Takes what an earlier process proved of the desired credentials, and told, for proved where the server still shows
     * the right password: each is then tried by {@link #prove} at some time within the hour, not all at once.
     */
    void trust(State desired);

    /** The logins that are open and Lakou's, of whichever installation. */
    Map<Identifier, Marker> openLogins();

    /**
     * Of these credentials, those whose login is there and whose password is right for certain, whether the login may come
     * in or not.
     *
     * @throws DatabaseException when the server does not tell
     */
    Set<Credential> rightPasswords(Set<Credential> credentials);

    /** How many sessions the login has now. */
    int sessions(Identifier login);

    /** What speaks against taking these over, what a DBA must do first, and what changes for others. Changes nothing. */
    AdoptionReview review(AdoptionCandidates candidates, State desired);

    /** A value that changes whenever something changes that services are made of; cheap enough for every few seconds. */
    String fingerprint();

    /** A digest for each name of what the server holds under it, roles and schemas of one name together. */
    Map<Identifier, String> digests();

    /** The statements that would make the changes, in their order and without secrets. Changes nothing. */
    List<String> sql(Plan plan);

    /** Makes the changes. All or nothing where the engine can; otherwise each can be repeated. */
    AppliedPlan apply(Plan plan);

    /** Strikes what Lakou has noted of a service, of which nothing is left, from its own books. May be repeated. */
    void forget(Marker marker);

    /**
     * What the server and its tenants use now, those of other installations included. Each statement ends within two
     * seconds; what the administrator may not see is empty.
     */
    ServerUsage usage();

    /** The statements of the service that took most time, without the values in them. */
    SlowStatements slowStatements(Marker service);

    /**
     * The sessions of logins that carry a marker, of whichever installation, that are over one of the limits; where
     * blocking has one, each that others wait for and that waits for nobody. None where the administrator may not see them.
     */
    List<WatchedSession> watch(SessionLimits limits);

    /**
     * Ends the session where it still is in the same transaction and still over one of these limits.
     *
     * @return whether it was ended
     * @throws DatabaseException when the administrator may not
     */
    boolean end(WatchedSession session, SessionLimits limits);

    /** How busy the connections to it are that this process has. */
    PoolUse pool();

    /**
     * What others hold of this schema (views, foreign keys, functions), in words; dropping the schema would break them.
     * What lies in another schema of the same service is no other's.
     */
    List<String> dependents(Identifier schema);

    /** A table of the schema that holds rows, or may hold some; empty when nothing would be lost with the schema. */
    Optional<Identifier> filledTable(Identifier schema);

    @Override
    void close();
}
