# What of the control plane needs a Debian: etcd is a package, kube-proxy calls iptables.
ARG BASE
FROM ${BASE}
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        etcd-server iptables nftables conntrack kmod \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /usr/share/doc/* /usr/share/man/* /var/lib/etcd
COPY kube-proxy /usr/local/bin/kube-proxy
