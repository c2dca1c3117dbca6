package dev.lakou.clients;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs the programs of one language.
 *
 * @param folder where the programs are
 * @param command what stands before the name of a program
 * @param environment what the language itself needs
 */
record Toolchain(Path folder, List<String> command, Map<String, String> environment) {

    Program program(List<String> arguments, Map<String, String> keys) {
        var whole = new ArrayList<>(command);
        whole.addAll(arguments);
        var variables = new TreeMap<>(keys);
        variables.putAll(environment);
        return new Program(whole, folder, variables);
    }
}
