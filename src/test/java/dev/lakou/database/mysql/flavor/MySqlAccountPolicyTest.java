package dev.lakou.database.mysql.flavor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlAccountPolicyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'*,,'                          | true",
                "'*'                            | true",
                "'*:sha256_password,,'          | true",
                "'caching_sha2_password'        | true",
                "'caching_sha2_password, ,'     | true",
                "''                             | true",
                "'sha256_password,,'            | false",
                "'*,*,'                         | false",
                "'*,,authentication_webauthn'   | false",
                "'caching_sha2_password,*'      | false",
            })
    void tellsWhetherAPasswordIsEnough(String policy, boolean enough) {
        assertThat(MySqlAccountPolicy.takesPasswordsOnly(policy)).isEqualTo(enough);
    }
}
