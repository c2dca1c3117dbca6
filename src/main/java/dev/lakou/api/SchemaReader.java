package dev.lakou.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crd.generator.annotation.Labels;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** One login that reads the tables of several services, today's and tomorrow's, and changes nothing. */
@Group("lakou.dev")
@Version("v1alpha1")
@ShortNames("reader")
@Categories("lakou")
@Labels("servicebinding.io/provisioned-service=true")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Server", jsonPath = ".spec.serverRef.name")
@AdditionalPrinterColumn(name = "User", jsonPath = ".status.user")
@AdditionalPrinterColumn(name = "Secret", jsonPath = ".status.secretName")
@AdditionalPrinterColumn(name = "Expires", jsonPath = ".spec.expiresAt", type = Type.DATE)
@AdditionalPrinterColumn(
        name = "Connections",
        jsonPath = ".status.usage.connections",
        type = Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public final class SchemaReader extends CustomResource<SchemaReaderSpec, @Nullable SchemaReaderStatus>
        implements Namespaced {
    @Override
    @Required
    public SchemaReaderSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @SuppressWarnings("NullAway") // The spec is what the API server stored, never made here.
    protected SchemaReaderSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable SchemaReaderStatus initStatus() {
        return null;
    }
}
