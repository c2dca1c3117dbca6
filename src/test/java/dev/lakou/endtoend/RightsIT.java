package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.installation.AuditLog;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The rights in {@code deploy/} were enough for all that the tests before had the operator do. */
@NeedsServers(Part.CONTROL_PLANE)
@Order(Integer.MAX_VALUE)
class RightsIT {

    @Test
    void theOperatorWasNeverForbiddenAnything() {
        var audit = AuditLog.fromTheBeginning(InstalledLakou.shared().controlPlane());

        assertThat(audit.requests()).isNotEmpty();
        assertThat(audit.forbidden()).isEmpty();
    }
}
