package dev.lakou.clients;

import java.time.Duration;

/** What came of one client with one Secret. */
public record ClientRow(Client client, GivenSecret secret, ClientResult result, Duration time) {}
