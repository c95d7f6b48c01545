module sock-shop-incident-lab/victoria-logs

go 1.26.4

require github.com/VictoriaMetrics/VictoriaLogs v1.43.1

// As the module itself has it; a replacement counts only in the main module.
replace github.com/VictoriaMetrics/VictoriaMetrics => github.com/VictoriaMetrics/VictoriaMetrics v1.132.1-0.20251216144623-b6bc1860136e
