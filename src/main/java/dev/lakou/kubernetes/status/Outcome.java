package dev.lakou.kubernetes.status;

import dev.lakou.database.DatabaseException;
import dev.lakou.kubernetes.status.Reason.Outlook;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What is said of a resource.
 *
 * @param message for the person who wrote the YAML: what, on what, why and what next; never a secret
 */
public record Outcome(Reason reason, String message) {
    private static final Logger LOG = Logger.getLogger(Outcome.class);

    /** What to say of a resource whose reconciliation ended with this exception. */
    public static Outcome of(Exception exception) {
        if (exception instanceof OperatorException && exception.getCause() instanceof Exception cause) {
            // The meters wrap whatever ends what they measure.
            return of(cause);
        }
        if (exception instanceof StalledException stalled) {
            return stalled.outcome();
        }
        if (exception instanceof DatabaseException database) {
            return new Outcome(reason(database.kind()), message(database));
        }
        if (exception instanceof KubernetesClientException client) {
            return new Outcome(Reason.Failed, ApiRejection.words(client));
        }
        LOG.error("Lakou failed.", exception);
        return new Outcome(
                Reason.Failed,
                "Lakou failed with " + exception.getClass().getSimpleName() + "; its log says more. Retried.");
    }

    public boolean ready() {
        return reason.outlook() == Outlook.READY;
    }

    private static String message(DatabaseException exception) {
        return Optional.ofNullable(exception.getMessage()).orElse("The server gave no reason.");
    }

    private static Reason reason(DatabaseException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Reason.ServerUnreachable;
            case BUSY -> Reason.ServerBusy;
            case READ_ONLY -> Reason.ServerReadOnly;
            case CREDENTIALS_REJECTED -> Reason.AuthenticationFailed;
            case TLS_FAILED -> Reason.TlsFailed;
            case DATABASE_MISSING -> Reason.DatabaseNotFound;
            case PRIVILEGE_MISSING -> Reason.AdminLacksPrivilege;
            case UNSUITABLE -> Reason.ServerUnsuitable;
            case DEPENDED_ON -> Reason.DeletionBlocked;
            case NAME_TAKEN -> Reason.NameConflict;
            case VALUE_REFUSED -> Reason.InvalidSpec;
            case ROLE_SWITCH_UNSUPPORTED -> Reason.RoleSwitchUnsupported;
            case UNEXPECTED -> Reason.Failed;
        };
    }
}
