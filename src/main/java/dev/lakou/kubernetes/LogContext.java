package dev.lakou.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jboss.logging.MDC;

/** Adds namespace, name and server to every line that is logged until it is closed. */
public final class LogContext implements AutoCloseable {
    private LogContext() {}

    public static LogContext of(HasMetadata resource, String server) {
        if (resource.getMetadata().getNamespace() != null) {
            MDC.put("namespace", resource.getMetadata().getNamespace());
        }
        MDC.put("name", resource.getMetadata().getName());
        MDC.put("server", server);
        return new LogContext();
    }

    @Override
    public void close() {
        MDC.remove("namespace");
        MDC.remove("name");
        MDC.remove("server");
    }
}
