package dev.lakou.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** Takes a service with its data to another server while it runs. */
@Group("lakou.dev")
@Version("v1alpha1")
@ShortNames("move")
@Categories("lakou")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Percent", jsonPath = ".status.percent", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Schema", jsonPath = ".spec.schemaRef.name")
@AdditionalPrinterColumn(name = "From", jsonPath = ".status.from")
@AdditionalPrinterColumn(name = "To", jsonPath = ".spec.to.serverRef.name")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Gap", jsonPath = ".status.gap")
@AdditionalPrinterColumn(name = "Next", jsonPath = ".status.next", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public final class SchemaMove extends CustomResource<SchemaMoveSpec, @Nullable SchemaMoveStatus> implements Namespaced {
    @Override
    @Required
    public SchemaMoveSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @SuppressWarnings("NullAway") // The spec is what the API server stored, never made here.
    protected SchemaMoveSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable SchemaMoveStatus initStatus() {
        return null;
    }
}
