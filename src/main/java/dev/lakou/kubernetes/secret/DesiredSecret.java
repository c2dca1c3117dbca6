package dev.lakou.kubernetes.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Secret as it should be. Its keys do not print. */
record DesiredSecret(
        String name,
        String type,
        Map<String, String> keys,
        Map<String, String> labels,
        Map<String, String> annotations) {

    Map<String, String> encodedKeys() {
        return keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, key -> Base64.getEncoder()
                .encodeToString(key.getValue().getBytes(UTF_8))));
    }

    @Override
    public String toString() {
        return "Secret " + name + " with the keys " + new TreeSet<>(keys.keySet());
    }
}
