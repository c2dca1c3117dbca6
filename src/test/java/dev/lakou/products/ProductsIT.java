package dev.lakou.products;

import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.endtoend.Team;
import dev.lakou.environment.EnvironmentMissingException;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.Progress;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each product on each of its servers; what was seen becomes {@code target/products/table.md}, and from there README's table. */
@Tag("products")
@NeedsServers(Part.CONTROL_PLANE)
class ProductsIT {
    private final InstalledLakou lakou = InstalledLakou.shared();
    private final Team team = new Team(lakou, "products");
    private final Map<Product, String> missing = new EnumMap<>(Product.class);
    private final Set<Site> served = EnumSet.noneOf(Site.class);

    @TestFactory
    Stream<DynamicTest> workInTheirSchemasAndWithTheOtherLogin() {
        return Stream.concat(
                Product.chosen().flatMap(this::tests),
                Arrays.stream(AbsentProduct.values()).map(ProductsIT::skipped));
    }

    private static DynamicTest skipped(AbsentProduct product) {
        return DynamicTest.dynamicTest(product.label(), () -> {
            Progress.say("SKIPPED %s: %s".formatted(product.label(), product.reason()));
            Assumptions.abort(product.reason());
        });
    }

    private Stream<DynamicTest> tests(Product product) {
        var seen = new EnumMap<Site, String>(Site.class);
        return product.sites().stream()
                .map(site -> DynamicTest.dynamicTest(
                        "%s on %s %s".formatted(product.label(), site.engine(), site.version()),
                        () -> run(product, site, seen)));
    }

    private void run(Product product, Site site, Map<Site, String> seen) throws Exception {
        var installed = installed(product);
        serve(site);

        seen.put(site, new Course(lakou, team).run(product, installed, site));

        if (seen.size() == product.sites().size()) {
            ProductTable.passed(product, installed.version(), seen);
        }
    }

    /** Tried once; each of its tests is skipped aloud where it cannot be had. */
    private Installed installed(Product product) throws IOException {
        if (missing.containsKey(product)) {
            return Assumptions.abort(missing.get(product));
        }
        try {
            return Installed.of(product);
        } catch (EnvironmentMissingException e) {
            Progress.say("SKIPPED %s: %s".formatted(product.label(), e.getMessage()));
            ProductTable.missing(product, "its package could not be had");
            missing.put(product, String.valueOf(e.getMessage()));
            return Assumptions.abort(missing.get(product));
        }
    }

    private void serve(Site site) {
        if (served.add(site)) {
            lakou.adminSecret(site.title() + "-admin", site.administrator());
            team.applyServer(site.title(), site.fields());
            team.awaitServerReason(site.title(), "Reconciled");
        }
    }
}
