package dev.lakou.environment;

import java.util.List;

/** What MariaDB's archive lacks: the library that makes a cluster of servers, and plugins. */
final class MariaDbPackages {
    private MariaDbPackages() {}

    /** Options of the first server of a new cluster, with which {@code INSTALL SONAME} finds the plugins. */
    static List<String> galera() {
        var unpacked = DebianPackages.ofThisRelease("galera-4", "mariadb-server");
        var port = FreePort.next();
        return List.of(
                "--plugin-dir=" + unpacked.resolve("usr/lib/mysql/plugin"),
                "--wsrep-on=ON",
                "--wsrep-provider=" + unpacked.resolve("usr/lib/galera/libgalera_smm.so"),
                "--wsrep-cluster-address=gcomm://",
                "--wsrep-node-address=127.0.0.1",
                "--wsrep-provider-options=base_port=%1$d;gmcast.listen_addr=tcp://127.0.0.1:%1$d;gcache.size=8M"
                        .formatted(port),
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2");
    }
}
