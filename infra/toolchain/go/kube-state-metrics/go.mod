module sock-shop-incident-lab/kube-state-metrics

go 1.26.4

require k8s.io/kube-state-metrics/v2 v2.15.0
