using Infra.Hosts;

namespace Infra.Tests.Hosts;

public sealed class CloudInitTests
{
    [Fact]
    public void ServerReceivesThePinnedHostKey() => Assert.Equal(
        """
        #cloud-config
        ssh_pwauth: false
        ssh_deletekeys: true
        ssh_keys:
          ed25519_private: |
            -----BEGIN OPENSSH PRIVATE KEY-----
            abc
            -----END OPENSSH PRIVATE KEY-----
          ed25519_public: ssh-ed25519 AAAA

        """,
        CloudInit.UserData(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----\n",
            "ssh-ed25519 AAAA\n",
            "root",
            "ssh-ed25519 BBBB\n"));

    [Fact]
    public void CreatesAnotherUserWithTheKeyAndSudo() => Assert.EndsWith(
        """
          ed25519_public: ssh-ed25519 AAAA
        users:
          - name: ops
            shell: /bin/bash
            lock_passwd: true
            sudo: ALL=(ALL) NOPASSWD:ALL
            ssh_authorized_keys:
              - ssh-ed25519 BBBB

        """,
        CloudInit.UserData("KEY\n", "ssh-ed25519 AAAA\n", "ops", "ssh-ed25519 BBBB\n"),
        StringComparison.Ordinal);
}
