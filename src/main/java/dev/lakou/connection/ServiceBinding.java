package dev.lakou.connection;

/**
 * The Secret that tools of the Service Binding Specification look for.
 *
 * @param type of the Secret; Kubernetes lets nobody change it later
 * @see <a href="https://servicebinding.io/spec/core/1.1.0/">servicebinding.io</a>
 */
public record ServiceBinding(String type, SecretData data) {}
