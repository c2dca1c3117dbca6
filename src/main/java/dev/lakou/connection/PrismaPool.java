package dev.lakou.connection;

import java.util.Map;

/** Prisma's engine reads its pool from the URL; without a word it is twice the processors of the machine, and one. */
final class PrismaPool {
    private PrismaPool() {}

    static Map<String, String> parameters(ConnectionDetails details) {
        return details.productPool(Integer.MAX_VALUE)
                .map(pool -> Map.of("connection_limit", Integer.toString(pool.most())))
                .orElse(Map.of());
    }
}
