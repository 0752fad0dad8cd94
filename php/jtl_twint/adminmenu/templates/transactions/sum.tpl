{* Filled by the script; without one the next step shows the same. *}
<p class="twint-sum" id="twint-sum" role="status" hidden><strong>{__("twint.tx.`$move`.sum")}: CHF <output data-sum></output></strong> <span class="twint-quiet">{__('twint.tx.sum.left')}: CHF <output data-left></output></span> <span class="text-danger" data-problem></span></p>
