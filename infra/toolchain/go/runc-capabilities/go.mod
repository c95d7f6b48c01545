module sock-shop-incident-lab/runc-capabilities

go 1.21
