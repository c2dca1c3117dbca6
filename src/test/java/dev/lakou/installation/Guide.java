package dev.lakou.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands that a page of documentation tells its reader to type.
 *
 * @param commands by the heading that they stand under
 */
record Guide(Map<String, List<String>> commands) {
    static Guide read(Path page) throws IOException {
        var commands = new HashMap<String, List<String>>();
        var heading = "";
        var inShell = false;
        for (var line : Files.readAllLines(page)) {
            if (line.startsWith("#") && !inShell) {
                heading = line.replaceFirst("^#+ ", "");
            } else if (line.startsWith("```")) {
                inShell = line.equals("```sh");
            } else if (inShell) {
                commands.computeIfAbsent(heading, any -> new ArrayList<>()).add(line);
            }
        }
        return new Guide(commands);
    }

    List<String> under(String heading) {
        return List.copyOf(commands.get(heading));
    }
}
