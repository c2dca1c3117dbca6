package dev.lakou.kubernetes.status;

/** Why a resource is ready or not: the reasons of its conditions, a stable part of the API. */
public enum Reason {
    Reconciled(Outlook.READY),
    Pending(Outlook.UNKNOWN),
    Suspended(Outlook.UNKNOWN),
    AdoptionPreview(Outlook.UNKNOWN),
    LoginUnproved(Outlook.UNKNOWN),

    ServerNotFound(Outlook.WAITING),
    ServerNotReady(Outlook.WAITING),
    ServerUnreachable(Outlook.WAITING),
    ServerBusy(Outlook.WAITING),
    ServerReadOnly(Outlook.WAITING),
    OverlapNotOver(Outlook.WAITING),
    RotationHeld(Outlook.WAITING),
    Drifted(Outlook.WAITING),
    RefNotFound(Outlook.WAITING),
    RefNotReady(Outlook.WAITING),
    TablesMissing(Outlook.WAITING),
    ObjectsOutOfReach(Outlook.WAITING),
    StrangersLeft(Outlook.WAITING),
    PoolExceedsLimit(Outlook.WAITING),
    Moving(Outlook.WAITING),
    AwaitingApproval(Outlook.WAITING),
    Failed(Outlook.WAITING),

    InvalidSpec(Outlook.STALLED),
    NameReserved(Outlook.STALLED),
    NameNotAllowed(Outlook.STALLED),
    NameConflict(Outlook.STALLED),
    AdoptionRefused(Outlook.STALLED),
    SchemaMissing(Outlook.STALLED),
    SecretConflict(Outlook.STALLED),
    RefNotPermitted(Outlook.STALLED),
    ConnectionBudgetExceeded(Outlook.STALLED),
    AdminSecretNotFound(Outlook.STALLED),
    AdminSecretInvalid(Outlook.STALLED),
    CaSecretInvalid(Outlook.STALLED),
    ClientCertificateInvalid(Outlook.STALLED),
    AuthenticationFailed(Outlook.STALLED),
    TlsFailed(Outlook.STALLED),
    DatabaseNotFound(Outlook.STALLED),
    AdminLacksPrivilege(Outlook.STALLED),
    ServerUnsuitable(Outlook.STALLED),
    RoleSwitchUnsupported(Outlook.STALLED),
    LoginRefused(Outlook.STALLED),
    Expired(Outlook.STALLED),
    Moved(Outlook.STALLED),
    MoveRefused(Outlook.STALLED),
    MoveCalledOff(Outlook.STALLED),
    DeletionBlocked(Outlook.STALLED);

    private final Outlook outlook;

    Reason(Outlook outlook) {
        this.outlook = outlook;
    }

    public Outlook outlook() {
        return outlook;
    }

    /** What may be expected next. */
    public enum Outlook {
        READY,
        UNKNOWN,
        /** Mends itself, or when something else comes up. */
        WAITING,
        /** Only a person can mend it. */
        STALLED
    }
}
