{* A link to the place of the manual that explains the text. Wants $explained, which is null where there is none. *}
{if $explained !== null}<a class="small text-nowrap" style="text-decoration: underline" href="#{$explained}" data-twint="explained">{__('twint.inTheManual')}</a>{/if}
