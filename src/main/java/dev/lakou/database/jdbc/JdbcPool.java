package dev.lakou.database.jdbc;

import dev.lakou.database.ServerConfiguration;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A bounded pool of the administrator's connections to one server. Empty until first used; never waits for long. */
public final class JdbcPool implements AutoCloseable {
    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration IDLE_VALIDATION = Duration.ofSeconds(5);

    private final AgroalDataSource dataSource;

    private JdbcPool(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @param url without credentials
     * @param properties of the driver: timeouts and TLS
     */
    public static JdbcPool open(String url, Map<String, String> properties, ServerConfiguration configuration) {
        var supplier = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.initialSize(0)
                        .minSize(0)
                        .maxSize(configuration.maxConnections())
                        .acquisitionTimeout(ACQUISITION_TIMEOUT)
                        .reapTimeout(IDLE_TIMEOUT)
                        .idleValidationTimeout(IDLE_VALIDATION)
                        .exceptionSorter(JdbcPool::isBroken)
                        .connectionFactoryConfiguration(factory -> {
                            properties.forEach(factory::jdbcProperty);
                            return factory.jdbcUrl(url)
                                    .principal(new NamePrincipal(configuration.username()))
                                    .credential(new SimplePassword(
                                            configuration.password().value()));
                        }));
        try {
            return new JdbcPool(AgroalDataSource.from(supplier));
        } catch (SQLException e) {
            throw new IllegalStateException("The connection pool cannot be set up.", e);
        }
    }

    public Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    /** What is not thrown away would be handed out again to those who retry, as long as they do not pause to validate. */
    private static boolean isBroken(SQLException exception) {
        var state = Optional.ofNullable(exception.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("57P");
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
