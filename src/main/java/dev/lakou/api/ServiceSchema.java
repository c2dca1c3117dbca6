package dev.lakou.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crd.generator.annotation.Labels;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A schema for one service on a shared server: schema, owner, login, grants, limits and the Secret to use them with. */
@Group("lakou.dev")
@Version("v1alpha1")
@ShortNames("svcschema")
@Categories("lakou")
@Labels("servicebinding.io/provisioned-service=true")
@ValidationRule(
        value = "self.spec.serverRef.name == oldSelf.spec.serverRef.name || has(self.status) && has(self.status.server)"
                + " && self.spec.serverRef.name == self.status.server",
        message = "spec.serverRef.name cannot be changed: the data would stay behind. Move it with a SchemaMove; then"
                + " spec.serverRef.name may become what status.server says.",
        fieldPath = ".spec.serverRef.name")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Server", jsonPath = ".status.server")
@AdditionalPrinterColumn(name = "Schema", jsonPath = ".status.schema")
@AdditionalPrinterColumn(name = "User", jsonPath = ".status.user")
@AdditionalPrinterColumn(name = "Secret", jsonPath = ".status.secretName")
@AdditionalPrinterColumn(
        name = "Connections",
        jsonPath = ".status.usage.connections",
        type = Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(name = "Size", jsonPath = ".status.usage.size", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public final class ServiceSchema extends CustomResource<ServiceSchemaSpec, @Nullable ServiceSchemaStatus>
        implements Namespaced {
    @Override
    @Required
    public ServiceSchemaSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @SuppressWarnings("NullAway") // The spec is what the API server stored, never made here.
    protected ServiceSchemaSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ServiceSchemaStatus initStatus() {
        return null;
    }
}
