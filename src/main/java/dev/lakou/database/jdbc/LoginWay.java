package dev.lakou.database.jdbc;

import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerConfiguration.Address;
import dev.lakou.model.Session;

/**
 * Where a user comes in.
 *
 * @param kind what answers there
 */
public record LoginWay(Address address, Kind kind) {

    /** The way of who should find this session: what its Secret says. */
    public static LoginWay of(ServerConfiguration server, Session wanted) {
        return server.replica()
                .filter(copy -> wanted.onReplica())
                .map(copy -> new LoginWay(copy, Kind.REPLICA))
                .or(() -> server.endpoint()
                        .filter(endpoint -> !endpoint.equals(server.address()))
                        .map(endpoint -> new LoginWay(endpoint, Kind.ENDPOINT)))
                .orElseGet(() -> direct(server));
    }

    /** The way of the administrator. */
    public static LoginWay direct(ServerConfiguration server) {
        return new LoginWay(server.address(), Kind.SERVER);
    }

    @Override
    public String toString() {
        return kind.words + ' ' + address;
    }

    /** What answers there. */
    public enum Kind {
        SERVER("the server"),
        ENDPOINT("the endpoint that services are told (spec.endpoint of the DatabaseServer),"),
        REPLICA("the replica (spec.readEndpoint of the DatabaseServer),");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }
}
