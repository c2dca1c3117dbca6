package dev.lakou.database;

import java.util.List;
import java.util.Optional;

/**
 * What is worth knowing of a server before Lakou works on it, beside its {@link ServerReport}.
 *
 * @param login the administrator, as the server calls it
 * @param provider who runs it, where it can be recognised
 * @param tls protocol and cipher of the connection that this was asked on; empty where it is in the clear
 * @param reserved how many of its connections the server keeps for its own administrators
 * @param connected how many clients are connected now
 * @param relying who would lose something if PUBLIC lost its rights on the shared database; empty where nobody would
 * @param unmovable what keeps schemas from being moved to another server while their services go on
 */
public record ServerProfile(
        String login,
        Optional<String> provider,
        Optional<String> tls,
        int reserved,
        int connected,
        Optional<Relying> relying,
        List<ServerReport.Shortcoming> unmovable) {

    public ServerProfile {
        unmovable = List.copyOf(unmovable);
    }

    /**
     * Those who live by what everybody may do.
     *
     * @param who in words
     * @param remedy the statements that make them independent of it; empty where a DBA must look for themselves
     */
    public record Relying(String who, String remedy) {}
}
