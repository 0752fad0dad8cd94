<p>{__('twint.uncertainPayments')|sprintf:$uncertain}</p>
