module sock-shop-incident-lab/pause

go 1.21
