package dev.lakou.clients;

import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import java.util.List;
import java.util.Map;

/**
 * A Secret as an application gets it, and where its tables should land.
 *
 * @param version of the server, as the table calls it
 * @param keys the Secret's keys, which become environment variables
 * @param catalog what the administrator sees
 */
public record GivenSecret(
        Flavor flavor, String version, Preset preset, Map<String, String> keys, Catalog catalog, Landing expected) {

    /** The clients that the Secret is meant for. */
    public List<Client> clients() {
        return Client.of(preset, flavor);
    }

    @Override
    public String toString() {
        return flavor.productName() + " " + version + ", " + preset.title();
    }
}
