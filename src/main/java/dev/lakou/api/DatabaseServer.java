package dev.lakou.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL or MySQL server that several services share, and who may use it. */
@Group("lakou.dev")
@Version("v1alpha1")
@ShortNames("dbsrv")
@Categories("lakou")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Flavor", jsonPath = ".status.flavor")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version")
@AdditionalPrinterColumn(name = "Schemas", jsonPath = ".status.schemas", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Promised", jsonPath = ".status.promisedConnections", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Used", jsonPath = ".status.usage.connections", type = Type.INTEGER, priority = 1)
@AdditionalPrinterColumn(name = "Provider", jsonPath = ".status.provider", priority = 1)
@AdditionalPrinterColumn(name = "Host", jsonPath = ".spec.host", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public final class DatabaseServer extends CustomResource<DatabaseServerSpec, @Nullable DatabaseServerStatus> {
    @Override
    @Required
    public DatabaseServerSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @SuppressWarnings("NullAway") // The spec is what the API server stored, never made here.
    protected DatabaseServerSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable DatabaseServerStatus initStatus() {
        return null;
    }
}
