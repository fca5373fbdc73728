// A certificate for 127.0.0.1 and localhost, self-signed and valid from 2020 to 2120, so that a test of TLS needs no tool to make one.
// Its key is public: it proves nothing, and must not be trusted outside a test.
import type { Tls } from './grpc/server.js'

export const testCertificate: Tls = {
  certificate: `-----BEGIN CERTIFICATE-----
MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4w
LjEwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMTrQvolvxaBVH8q
sbZUzS9gNrb4oQxxJhaO1a8wyDIkz9zvHHNBf9nigPJEwyY4oiGBPkOFy48uQdwh
gFdv0mKjTjBMMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAPBgNVHRMBAf8E
BTADAQH/MB0GA1UdDgQWBBT1qUf/U0Dw83gxlen9ueuqMY9nRzAKBggqhkjOPQQD
AgNIADBFAiEA+CwotTWP6yeTN9s8x/EQ2gsnJwOU2UIcuQ4vW2qcoxUCIEFXbRR/
A0JH+AOYavzW0BS9rghIjEVIUSJLcRGTpSPM
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgt4SzzFbBJR67vIxZ
g7CmpoST1da/TA4V1zl9Hul11I2hRANCAATE60L6Jb8WgVR/KrG2VM0vYDa2+KEM
cSYWjtWvMMgyJM/c7xxzQX/Z4oDyRMMmOKIhgT5DhcuPLkHcIYBXb9Ji
-----END PRIVATE KEY-----
`,
}
