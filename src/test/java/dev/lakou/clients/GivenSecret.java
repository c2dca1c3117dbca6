package dev.lakou.clients;

import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import java.util.List;
import java.util.Map;

/**
 * A Secret as an application gets it, and where its tables should land.
 *
 * @param server what the table calls the server, such as {@code PostgreSQL 17}
 * @param keys the Secret's keys, which become environment variables
 * @param catalog what the administrator sees
 */
public record GivenSecret(
        String server, Flavor flavor, Preset preset, Map<String, String> keys, Catalog catalog, Landing expected) {

    /** The clients that the Secret is meant for. */
    public List<Client> clients() {
        return Client.of(preset, flavor);
    }

    @Override
    public String toString() {
        return server + ", " + preset.title();
    }
}
