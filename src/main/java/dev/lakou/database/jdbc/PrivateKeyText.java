package dev.lakou.database.jdbc;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the private key that belongs to a public one, from PEM in any of the forms that tools write it. */
final class PrivateKeyText {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?<form>PRIVATE|RSA PRIVATE|EC PRIVATE) KEY-----(?<body>[A-Za-z0-9+/=\\s]+)-----END ");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private PrivateKeyText() {}

    /** @return empty when the text holds no key, an encrypted one, or one of another kind */
    static Optional<PrivateKey> read(String pem, PublicKey publicKey) throws GeneralSecurityException {
        var text = PEM.matcher(pem);
        if (!text.find()) {
            return Optional.empty();
        }
        var body = Base64.getMimeDecoder().decode(text.group("body"));
        var encoded = text.group("form").equals("PRIVATE") ? body : withAlgorithm(body, publicKey);
        return Optional.of(
                KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    }

    /** The older forms leave the algorithm out, which Java wants to know; the public key has it in the very form. */
    private static byte[] withAlgorithm(byte[] key, PublicKey publicKey) {
        return element(SEQUENCE, VERSION_0, algorithm(publicKey.getEncoded()), element(OCTETS, key));
    }

    /** The first element in the sequence that a public key is. */
    private static byte[] algorithm(byte[] encoded) {
        var begin = contentBegin(encoded, 0);
        var end = contentBegin(encoded, begin) + contentLength(encoded, begin);
        return Arrays.copyOfRange(encoded, begin, end);
    }

    private static int contentBegin(byte[] der, int element) {
        var length = der[element + 1] & 0xff;
        return element + 2 + (length < 0x80 ? 0 : length & 0x7f);
    }

    private static int contentLength(byte[] der, int element) {
        var length = 0;
        for (var at = element + 2; at < contentBegin(der, element); at++) {
            length = (length << 8) | (der[at] & 0xff);
        }
        return contentBegin(der, element) == element + 2 ? der[element + 1] : length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        var content = new ByteArrayOutputStream();
        for (var part : contents) {
            content.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        element.writeBytes(length(content.size()));
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /** In as few bytes as it takes: Java refuses more. No key has 65536 bytes. */
    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        return length < 0x100
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }
}
